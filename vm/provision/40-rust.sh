#!/usr/bin/env bash
# Rust as Debian keeps it for its browsers, recent and without an installer of its own; the documentation without network.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

install rustc-web cargo-web rustfmt-web rust-web-clippy gcc libc6-dev

# Of the documentation, what the course uses: the library and the book. The rest is for who writes compilers.
html=/usr/share/doc/rust-web-doc/html
write /etc/dpkg/dpkg.cfg.d/atelier-rust-doc <<CONF
path-exclude=$html/*/*
path-include=$html/std/*
path-include=$html/book/*
path-include=$html/static.files/*
path-exclude=/usr/share/javascript/mathjax/*
CONF
install rust-web-doc
