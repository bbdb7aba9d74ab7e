//! Threads without end: address space limit, since each needs a stack.

pub fn double(n: u32) -> u32 {
    for started in 0..100_000 {
        if std::thread::Builder::new().spawn(std::thread::park).is_err() {
            panic!("no more threads; stopped before 1000: {}", started < 1000);
        }
    }
    n
}

pub fn envers(liste: &[u8]) -> Vec<u8> {
    liste.iter().rev().copied().collect()
}
