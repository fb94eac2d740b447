/**
 * A program for any POSIX shell that waits, without using the processor, until its input ends,
 * which it does when Patchbay is gone in whatever way. Then it ends what the roster `$1` still
 * lists, and what those have started: it leaves them a second to notice that their input has
 * ended, sends SIGTERM, and a second later SIGKILL. Every pid is checked against its start before
 * each signal.
 */
export const watchdogScript = `
while read -r line; do :; done
trap '' HUP INT PIPE
[ -r "$1" ] || exit 0

list() {
  if [ -r /proc/self/stat ]; then
    for file in /proc/[0-9]*/stat; do
      read -r line < "$file" || continue
      set -- \${line%% *} \${line##*) }
      [ "$2" = Z ] || echo "$1 $3 $4 \${21}"
    done
  else
    ps -A -o pid=,ppid=,pgid=,state=,lstart= | while read -r pid parent group state start; do
      case $state in Z*) ;; *) echo "$pid $parent $group $start" ;; esac
    done
  fi
}

is_listed() {
  eval "mark=\\\${mark_$1-}"
  case $mark in
    '') return 1 ;;
    '~'*) return 0 ;;
    *) [ "$mark" = "$2" ] ;;
  esac
}

leaders=
while read -r sign pid mark; do
  case $pid in ''|*[!0-9]*) continue ;; esac
  case $sign in
    +) eval "mark_$pid=\\$mark"; leaders="$leaders $pid" ;;
    m) eval "mark_$pid=\\$mark" ;;
    -) eval "mark_$pid=" ;;
  esac
done < "$1"

groups=
find_groups() {
  groups=' '
  for leader in $leaders; do
    eval "mark=\\\${mark_$leader-}"
    [ -n "$mark" ] || continue
    theirs=$leader
    while read -r pid parent group start; do
      [ "$pid" != "$leader" ] || is_listed "$pid" "$start" || theirs=
    done <<ROWS
$rows
ROWS
    [ -z "$theirs" ] || groups="$groups$leader "
  done
}

find_all() {
  rows=$(list)
  [ -n "$groups" ] || find_groups
  found=' '
  grew=1
  while [ -n "$grew" ]; do
    grew=
    while read -r pid parent group start; do
      case $found in *" $pid "*) continue ;; esac
      case $groups in
        *" $group "*) ;;
        *)
          case $found in
            *" $parent "*) ;;
            *) is_listed "$pid" "$start" || continue ;;
          esac ;;
      esac
      found="$found$pid "
      grew=1
      eval "mark_$pid=\\$start"
    done <<ROWS
$rows
ROWS
  done
  [ "$found" != ' ' ] || exit 0
}

tell() {
  find_all
  for pid in $found; do kill -s "$1" "$pid"; done
}

find_all
sleep 1
tell TERM
sleep 1
tell KILL
tell KILL
exit 0
`;
