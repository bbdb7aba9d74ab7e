type A<T> = (T, T, T, T, T, T, T, T);
type B<T> = A<A<A<A<T>>>>;
type C<T> = B<B<B<B<T>>>>;

pub fn port_mqtt() -> u16 {
    std::any::type_name::<C<u8>>().len() as u16
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
