#!/bin/sh
# Stands in for an adb that answers the first question of a call and says nothing more.
printf '0\n\nappvagt-end 0\n'
exec tail -f /dev/null
