#!/bin/sh
# Stands in for a command of Android: replays what is recorded for it and its arguments.
# (`cat` may be one that is recorded.)
answer="$STAND_IN/answers/${0##*/} $*"
if [ -d "$answer.then" ]; then
  cp "$answer.then"/* "$STAND_IN/answers"
fi
if [ ! -f "$answer" ]; then
  answer="$STAND_IN/answers/${0##*/}"
fi
if [ ! -f "$answer" ]; then
  echo "Unknown command: ${0##*/} $*"
  exit 1
fi
if [ -f "$STAND_IN/warning" ]; then
  /bin/cat "$STAND_IN/warning" >&2
fi
/bin/cat "$answer"
if [ -f "$answer.cut" ]; then
  kill -9 "$PPID"
fi
if [ -f "$answer.status" ]; then
  exit "$(/bin/cat "$answer.status")"
fi
