# Holds one private keyring: a D-Bus session bus and a gnome-keyring-daemon in the folder given as $1.
# It lives exactly as long as its standard input stays open. The process that started it holds the other end, so the daemons
# and the folder go away however that process ends: on purpose, by Ctrl-C, by a crash, by SIGKILL.
set -u
folder=$1
export HOME="$folder" XDG_DATA_HOME="$folder/data" XDG_RUNTIME_DIR="$folder/run"
export DBUS_SESSION_BUS_ADDRESS="unix:path=$folder/bus"
unset DISPLAY WAYLAND_DISPLAY GNOME_KEYRING_CONTROL
mkdir -m 700 -p "$XDG_DATA_HOME" "$XDG_RUNTIME_DIR"

dbus-daemon --session --nofork --nopidfile --address="$DBUS_SESSION_BUS_ADDRESS" </dev/null >/dev/null 2>"$folder/bus.log" &
bus=$!
answers() {
  dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.GetId >/dev/null 2>&1
}
# Its socket is there a moment before anybody listens on it, and the keyring gives up at the first refusal: ask, do not look.
attempts=0
until [ -S "$folder/bus" ] && answers; do
  attempts=$((attempts + 1))
  if [ $attempts -gt 400 ] || ! kill -0 $bus 2>/dev/null; then
    echo "failed: $(cat "$folder/bus.log")"
    kill $bus 2>/dev/null
    rm -rf "$folder"
    exit 1
  fi
  sleep 0.005
done

# An empty line is the password of the new login keyring, which becomes the default one and stays unlocked.
echo | gnome-keyring-daemon --foreground --unlock --components=secrets --control-directory="$folder/control" >/dev/null 2>"$folder/keyring.log" &
keyring=$!

owned() {
  dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets 2>/dev/null | grep -q 'boolean true'
}
attempts=0
outcome=ready
until owned; do
  attempts=$((attempts + 1))
  if [ $attempts -gt 400 ]; then
    outcome="failed: $(cat "$folder/keyring.log")"
    break
  fi
  sleep 0.01
done
echo "$outcome"
[ "$outcome" = ready ] && cat >/dev/null

kill $keyring $bus 2>/dev/null
wait
rm -rf "$folder"
