# shellcheck shell=bash
# From a raw disk to what people import: a box for each provider, an appliance, a disk for QEMU.

# $1: raw disk; $2: folder to write into; $3: name of the files.
make_boxes() {
    local raw=$1 out=$2 name=$3
    step 'qcow2' qemu-img convert -c -f raw -O qcow2 -o compression_type=zstd,cluster_size=1M "$raw" "$out/$name.qcow2"
    step 'box for libvirt' box_libvirt "$out" "$name"
    step 'VMDK' qemu-img convert -f raw -O vmdk -o subformat=streamOptimized "$raw" "$out/$name-disk1.vmdk"
    step 'box for VirtualBox, appliance' box_virtualbox "$raw" "$out" "$name"
    rm -f "$out/$name-disk1.vmdk"
}

# The disk of a box for libvirt is the QEMU disk, under the name that the plugin expects: a hard link, no copy.
box_libvirt() {
    local out=$1 name=$2 folder bytes
    folder=$(mktemp -d -p "$out")
    ln "$out/$name.qcow2" "$folder/box.img"
    cp "$BOX/Vagrantfile.libvirt" "$folder/Vagrantfile"
    bytes=$(qemu-img info --output=json "$folder/box.img" | json_number virtual-size)
    # In gigabytes, rounded up: a smaller disk would not hold the image.
    printf '{"provider": "libvirt", "format": "qcow2", "virtual_size": %d}\n' $(((bytes + (1 << 30) - 1) >> 30)) \
        >"$folder/metadata.json"
    # Not compressed again: the disk is.
    tar -C "$folder" -cf "$out/$name-libvirt.box" metadata.json Vagrantfile box.img
    rm -r "$folder"
}

box_virtualbox() {
    local raw=$1 out=$2 name=$3 folder disk=$3-disk1.vmdk
    folder=$(mktemp -d -p "$out")
    ln "$out/$disk" "$folder/$disk"
    cp "$BOX/Vagrantfile.virtualbox" "$folder/Vagrantfile"
    printf '{"provider": "virtualbox"}\n' >"$folder/metadata.json"
    ovf "$name" "$disk" "$(stat -c %s "$raw")" "$(stat -c %s "$folder/$disk")" >"$folder/box.ovf"
    tar -C "$folder" -cf "$out/$name-virtualbox.box" metadata.json Vagrantfile box.ovf "$disk"
    # An appliance is a tar whose first file is the description, without the directory's own entry.
    mv "$folder/box.ovf" "$folder/$name.ovf"
    tar -C "$folder" --format=ustar -cf "$out/$name.ova" "$name.ovf" "$disk"
    rm -r "$folder"
}

# $1: name; $2: file of the disk; $3: its size for the machine, in bytes; $4: size of the file.
ovf() {
    sed -e "s/@NAME@/$1/g" -e "s/@DISK@/$2/g" -e "s/@CAPACITY@/$3/g" -e "s/@FILE_SIZE@/$4/g" \
        -e "s/@MEMORY@/$MEMORY_MIB/g" -e "s/@CPUS@/$CPUS/g" -e "s/@UUID@/$(uuid_of "$1")/g" "$BOX/box.ovf.in"
}

# The same for the same name: one image, one description.
uuid_of() {
    local hash
    hash=$(printf '%s' "$1" | md5sum)
    echo "${hash:0:8}-${hash:8:4}-4${hash:13:3}-8${hash:17:3}-${hash:20:12}"
}

# The first number under a key of flat JSON, on standard input.
json_number() {
    grep -o "\"$1\": *[0-9]*" | head -1 | grep -o '[0-9]*$'
}
