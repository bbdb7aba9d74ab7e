use pilot::{Cases, maybe_bytes};

pub fn cases(cases: &mut Cases) {
    let mut lengths = vec![0, 1, 127, 128, 129, 255, 256, 16_382, 16_383];
    lengths.extend((0..40).map(|_| cases.draw.number(0..=127) as u32));
    lengths.extend((0..80).map(|_| cases.draw.number(128..=16_383) as u32));
    cases.draw.shuffle(&mut lengths);
    for length in lengths {
        let bytes: Option<Vec<u8>> = exercise_02::coder(length);
        cases.line(format_args!("coder({length})"), maybe_bytes(bytes.as_deref()));
    }
}
