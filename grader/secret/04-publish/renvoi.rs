use pilot::{Cases, bytes, maybe_bytes};

pub fn cases(cases: &mut Cases) {
    for _ in 0..120 {
        let qos = cases.draw.size(0..=2) as u8;
        let first = 0x30 | qos << 1 | u8::from(cases.draw.flag());
        // At QoS 0 a packet never bears DUP.
        let first = if qos > 0 && cases.draw.flag() { first | 8 } else { first };
        let mut body = vec![0, 1, b'a'];
        if qos > 0 {
            body.extend([cases.draw.byte(), cases.draw.byte() | 1]);
        }
        let size = cases.draw.size(0..=20);
        body.extend(cases.draw.bytes(size));
        let mut packet = vec![first, body.len() as u8];
        packet.extend(body);
        let again: Option<Vec<u8>> = exercise_04::renvoi(&packet);
        cases.line(format_args!("renvoi({})", bytes(&packet)), maybe_bytes(again.as_deref()));
    }
}
