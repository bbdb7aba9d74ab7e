use pilot::{Cases, maybe_bytes};

pub fn cases(cases: &mut Cases) {
    let mut lengths = vec![16_384, 16_385, 2_097_151, 2_097_152, 2_097_153, 268_435_455];
    lengths.extend((0..60).map(|_| cases.draw.number(16_384..=2_097_151) as u32));
    lengths.extend((0..60).map(|_| cases.draw.number(2_097_152..=268_435_455) as u32));
    cases.draw.shuffle(&mut lengths);
    for length in lengths {
        let bytes: Option<Vec<u8>> = exercise_02::coder(length);
        cases.line(format_args!("coder({length})"), maybe_bytes(bytes.as_deref()));
    }
}
