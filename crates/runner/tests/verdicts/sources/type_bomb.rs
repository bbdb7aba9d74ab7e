//! A type that grows out of measure: processor time limit of the compiler.

type A<T> = (T, T, T, T, T, T, T, T);
type B<T> = A<A<A<A<T>>>>;
type C<T> = B<B<B<B<T>>>>;

pub fn double(_: u32) -> u32 {
    std::any::type_name::<C<u8>>().len() as u32
}

pub fn envers(liste: &[u8]) -> Vec<u8> {
    liste.to_vec()
}
