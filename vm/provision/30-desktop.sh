#!/usr/bin/env bash
# A desktop that two gigabytes hold, a browser for the book, an editor that knows Rust.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

install xserver-xorg-core xserver-xorg-input-libinput xinit dbus-x11 lightdm lightdm-gtk-greeter \
    xfce4-session xfwm4 xfce4-panel xfdesktop4 xfce4-settings xfce4-terminal thunar adwaita-icon-theme \
    fonts-dejavu-core polkitd pkexec firefox-esr firefox-esr-l10n-fr geany

write /etc/lightdm/lightdm.conf.d/50-atelier.conf <<'CONF'
[Seat:*]
autologin-user=etudiant
user-session=xfce
CONF

# Geany colours Rust, lists functions, and goes to the line of an error: these are the commands of its keys F8, F9, F5.
# A language server would want a gigabyte of its own.
write /etc/skel/.config/geany/filedefs/filetypes.rust <<'CONF'
[build-menu]
EX_00_LB=Lancer
EX_00_CM=cargo run --offline
EX_00_WD=%d
FT_00_LB=Vérifier (cargo check)
FT_00_CM=cargo check --offline --tests
FT_00_WD=%d
FT_01_LB=Tester l’exercice
FT_01_CM=cargo test --offline
FT_01_WD=%d
error_regex=-->\\s+(.+):(\\d+):(\\d+)
CONF
mkdir -p /home/etudiant/.config/geany/filedefs
cp /etc/skel/.config/geany/filedefs/filetypes.rust /home/etudiant/.config/geany/filedefs/
chown -R etudiant: /home/etudiant/.config

bureau=/home/etudiant/Bureau
write "$bureau/livre.desktop" 755 <<'CONF'
[Desktop Entry]
Type=Application
Name=Le livre
Comment=Le cours, les TD et les TP
Exec=firefox-esr http://localhost:3000/
Icon=accessories-dictionary
CONF
write "$bureau/atelier.desktop" 755 <<'CONF'
[Desktop Entry]
Type=Application
Name=Atelier MQTT
Comment=Un terminal dans le dossier du kit
Exec=xfce4-terminal --working-directory=/home/etudiant/atelier-mqtt
Icon=utilities-terminal
CONF
chown -R etudiant: "$bureau"
# shellcheck disable=SC2016 # read by the desktop, which knows HOME
write /home/etudiant/.config/user-dirs.dirs <<<'XDG_DESKTOP_DIR="$HOME/Bureau"'
chown etudiant: /home/etudiant/.config/user-dirs.dirs
systemctl set-default -q graphical.target
