use pilot::Cases;

pub fn cases(cases: &mut Cases) {
    let mut calls = Vec::new();
    for dup in [false, true] {
        for retain in [false, true] {
            // All that two bits can hold, the nearest that they cannot, and some further ones.
            calls.extend((0..=8).map(|qos| (dup, qos, retain)));
            calls.extend((0..8).map(|_| (dup, cases.draw.byte(), retain)));
        }
    }
    cases.draw.shuffle(&mut calls);
    for (dup, qos, retain) in calls {
        let byte: Option<u8> = exercise_01::octet_publish(dup, qos, retain);
        let shown = byte.map_or("None".to_owned(), |byte| format!("Some(0b{byte:08b})"));
        cases.line(format_args!("octet_publish({dup}, {qos}, {retain})"), shown);
    }
}
