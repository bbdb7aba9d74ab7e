use pilot::{Cases, maybe_bytes};

pub fn cases(cases: &mut Cases) {
    let limit = 268_435_455_u64;
    let mut lengths = vec![limit as u32, limit as u32 + 1, u32::MAX];
    lengths.extend((0..40).map(|_| cases.draw.number(limit - 500..=limit + 500) as u32));
    lengths.extend((0..20).map(|_| cases.draw.number(limit + 1..=u64::from(u32::MAX)) as u32));
    cases.draw.shuffle(&mut lengths);
    for length in lengths {
        let bytes: Option<Vec<u8>> = exercise_02::coder(length);
        cases.line(format_args!("coder({length})"), maybe_bytes(bytes.as_deref()));
    }
}
