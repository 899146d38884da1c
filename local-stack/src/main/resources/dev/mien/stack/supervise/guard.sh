# Runs one command and outlives nobody: guard.sh PIDFILE GRACE SIGNAL TRASH COMMAND...
#
# Standard input is a pipe whose only writing end the launcher holds. A line on it, or its end (the launcher
# was killed, even by -9), makes the guard send SIGNAL to the command, and -9 after GRACE seconds.
# TRASH, unless empty, is a directory to remove when the command has ended.
pidfile=$1 grace=$2 signal=$3 trash=$4
shift 4

# Caught, not ignored: what is ignored here would be ignored by the command too.
trap : HUP INT TERM
exec 3<&0 </dev/null

# A session of its own, so that Ctrl-C reaches the launcher alone, which stops all parts in order.
if command -v setsid >/dev/null 2>&1; then
  setsid "$@" 3<&- &
else
  set -m
  "$@" 3<&- &
  set +m
fi
child=$!
printf '%s\n' "$child" >"$pidfile.new" && mv "$pidfile.new" "$pidfile"

(
  # A subshell forgets what is caught. A signal to the whole group (kill of a job, a terminal that closes) may end the
  # launcher, and must not end the only one who would notice.
  trap '' HUP INT TERM
  read -r word <&3
  kill -s "$signal" "$child" 2>/dev/null
  kill -s CONT "$child" 2>/dev/null
  ticks=$((grace * 5))
  while [ "$ticks" -gt 0 ] && kill -0 "$child" 2>/dev/null; do
    sleep 0.2
    ticks=$((ticks - 1))
  done
  kill -9 "$child" 2>/dev/null
) &
watcher=$!
exec 3<&-

# A caught signal ends `wait` early; only the end of the command ends the loop.
while :; do
  wait "$child"
  code=$?
  kill -0 "$child" 2>/dev/null || break
done
kill -9 "$watcher" 2>/dev/null
[ -z "$trash" ] || rm -rf -- "$trash"
exit "$code"
