//! The sentences that people read, in French.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// A request that would change something.
pub(crate) const ONLY_GET: &str = "Cette page se lit seulement\u{a0}: le serveur ne répond qu’à GET.";

/// A request that is neither.
pub(crate) const GET_OR_POST: &str = "Ce serveur ne répond qu’à GET et à POST.";

pub(crate) fn too_large(largest: usize) -> String {
    format!("C’est trop long\u{a0}: {} Kio au plus, et en dix secondes.", largest / 1024)
}

/// The request names a machine that is not this one.
pub(crate) fn wrong_host(bound: SocketAddr) -> String {
    format!(
        "Cette page ne répond pas sous ce nom\u{a0}: écrivez l’adresse IP de la machine, par exemple {}",
        url(bound)
    )
}

/// The address of a page, in a browser of this machine.
#[must_use]
pub fn url(address: SocketAddr) -> String {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    format!("http://{}/", SocketAddr::new(ip, address.port()))
}
