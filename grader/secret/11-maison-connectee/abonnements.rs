use pilot::Cases;

pub fn cases(cases: &mut Cases) {
    let mut filters: Vec<(&'static str, u8)> = exercise_11::abonnements();
    // In which order one subscribes does not matter.
    filters.sort_unstable();
    cases.line("abonnements(), par ordre alphabétique", format_args!("{filters:?}"));
}
