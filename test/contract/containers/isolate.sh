# Runs a container engine as if the machine were its own. Nothing that it starts or sets up outlives this process, the
# first one of its PID namespace: with it the kernel ends all others, and mounts, bridges and firewall rules go with the last.
#
#   unshare --mount --net --pid --ipc --uts --fork --kill-child … sh isolate.sh DEBIAN NOTE PROGRAM ARGUMENT…
#
# DEBIAN: unpacked packages, laid over the machine's own files. Relative, since the options of mount have no quotes.
# NOTE: a file that gets the number under which the machine knows this process.
set -eu
debian=$1 note=$2
shift 2

# Still the machine's own /proc.
read -r pid rest < /proc/self/stat
echo "$pid" > "$note.new"
mv "$note.new" "$note"

mount -t proc proc /proc
# Sockets, images, layers and volumes: all in memory.
mount -t tmpfs tmpfs /run
mount -t overlay overlay -o "lowerdir=$debian/usr:/usr" /usr
# Engines keep keys and networks below /etc; containerd makes an empty folder below /opt, Podman a cache below /var/lib.
for folder in etc opt var/lib; do
  case $PWD/ in /$folder/*) continue ;; esac
  mkdir -p "$debian/$folder" "/run/over/$folder" "/run/over/$folder.work"
  [ ! -d "/$folder" ] || mount -t overlay overlay -o "lowerdir=$debian/$folder:/$folder,upperdir=/run/over/$folder,workdir=/run/over/$folder.work" "/$folder"
done
busybox ip link set lo up

"$@" &
# Reaps whatever the engine leaves to the first process, too.
wait
