#!/bin/sh
# Stands in for adb: a shell here runs what is asked of the device's shell.
here="${0%/*}"
if [ -f "$here/broken" ]; then
  cat "$here/broken" >&2
  exit 1
fi
if [ "$1" = devices ]; then
  echo "List of devices attached"
  cat "$here/devices"
  exit 0
fi
# -s SERIAL shell|exec-out SCRIPT
printf '%s\n' "$4" >>"$here/calls"
if [ -f "$here/lost_at" ]; then
  case "$4" in *"$(cat "$here/lost_at")"*) cp "$here/words" "$here/lost" ;; esac
fi
if [ -f "$here/lost" ]; then
  cat "$here/lost" >&2
  exit 1
fi
if [ -f "$here/endless" ]; then
  exec yes package:com.example.app
fi
if [ "$3" = exec-out ]; then
  exec 2>&1
fi
STAND_IN="$here" PATH="$here/device:$PATH" exec sh -c "$4"
