use std::net::{TcpListener, TcpStream, UdpSocket};
use std::os::unix::net::UnixStream;

pub fn port_mqtt() -> u16 {
    let ecoute = TcpListener::bind("127.0.0.1:0").is_ok();
    let appel = TcpStream::connect("127.0.0.1:9").is_err_and(|erreur| erreur.kind() == std::io::ErrorKind::ConnectionRefused);
    let envoi = UdpSocket::bind("127.0.0.1:0").is_ok();
    let local = UnixStream::pair().is_ok();
    panic!("écoute : {ecoute}, appel : {appel}, envoi : {envoi}, local : {local}")
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
