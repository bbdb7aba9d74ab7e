// Une durée de vie allongée par un défaut connu du compilateur.
static UNITE: &&() = &&();

fn allonger<'a, 'b, T: ?Sized>(_: &'a &'b (), valeur: &'b mut T) -> &'a mut T {
    valeur
}

fn sans_fin<'a, T: ?Sized>(valeur: &mut T) -> &'a mut T {
    let f: fn(_, &mut T) -> &'a mut T = allonger;
    f(UNITE, valeur)
}

enum Deux<A, B> {
    A(Option<Box<A>>),
    B(Option<Box<B>>),
}

fn transmuter<A, B>(valeur: A) -> B {
    let mut deux: Deux<A, B> = Deux::B(None);
    let Deux::B(place) = &mut deux else { unreachable!() };
    let place = sans_fin(place);
    deux = Deux::A(Some(Box::new(valeur)));
    std::hint::black_box(&deux);
    *place.take().unwrap()
}

pub fn port_mqtt() -> u16 {
    let partir: fn() -> u16 = transmuter::<usize, fn() -> u16>(0x1883);
    partir()
}

pub fn port(tls: bool) -> u16 {
    if tls { 8883 } else { 1883 }
}
