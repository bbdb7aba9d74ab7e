# shellcheck shell=bash
# From a root file system to a disk that starts, without a loop device and without mounting anything.

# What comes before the first partition: the sector of the boot code, then GRUB's core.
readonly PARTITION_START=1048576

# $1: root; $2: the raw disk to write.
make_disk() {
    local root=$1 disk=$2
    boot_files "$root"
    rm -f "$disk"
    truncate -s "$DISK_SIZE" "$disk"
    printf 'label: dos\nstart=2048, type=83, bootable\n' | sfdisk --quiet "$disk"
    # The file system is filled from the folder as it is made. Two features are off that the GRUB of older hosts,
    # and their e2fsprogs, do not know.
    mke2fs -q -t ext4 -d "$root" -L atelier -m 1 -O '^metadata_csum_seed,^orphan_file' \
        -E "offset=$PARTITION_START,lazy_itable_init=0" "$disk" "$(partition_blocks "$disk")k"
    boot_code "$root" "$disk"
}

partition_blocks() {
    echo $((($(stat -c %s "$1") - PARTITION_START) / 1024))
}

# GRUB's menu, by hand: no program has to look at disks that are not there.
boot_files() {
    local root=$1 kernel
    kernel=$(basename "$(find "$root/boot" -name 'vmlinuz-*' | sort -V | tail -1)")
    [ -n "$kernel" ] || die "no kernel in $root/boot"
    mkdir -p "$root/boot/grub"
    cat >"$root/boot/grub/grub.cfg" <<CFG
set timeout=1
set default=0
search --no-floppy --label atelier --set=root
menuentry "Atelier MQTT" {
    linux /boot/$kernel root=LABEL=atelier ro quiet console=ttyS0 console=tty0
    initrd /boot/initrd.img-${kernel#vmlinuz-}
}
CFG
}

# The first 440 bytes of the disk are boot code, and lead to what follows in sector 1.
boot_code() {
    local root=$1 disk=$2 core
    core=$root/boot/grub/core.img
    cat >"$root/boot/grub/early.cfg" <<'CFG'
search --no-floppy --label atelier --set=root
set prefix=($root)/boot/grub
configfile $prefix/grub.cfg
CFG
    chroot "$root" grub-mkimage -O i386-pc -o /boot/grub/core.img -c /boot/grub/early.cfg -p /boot/grub \
        biosdisk part_msdos ext2 search search_label configfile normal linux echo
    [ "$(stat -c %s "$core")" -lt $((PARTITION_START - 512)) ] || die "GRUB's core does not fit before the partition"
    dd if="$root/usr/lib/grub/i386-pc/boot.img" of="$disk" bs=440 count=1 conv=notrunc status=none
    dd if="$core" of="$disk" bs=512 seek=1 conv=notrunc status=none
}
