//! Events can be shown in each form, and kept.

use jiff::tz::TimeZone;
use logdump::{Format, Printer, Screen};
use mqtt_trace::clock::{Clock, TimeStyle};
use mqtt_trace::json::{self, Record};
use mqtt_trace::stats::Stats;
use mqtt_trace::{Event, Exchange, svg};

use crate::commands;

/// Shows events in each form: no text commands a terminal.
pub(crate) fn show(events: &[Event]) {
    let forms = [Format::Lines { hex: true }, Format::Explain, Format::Ladder, Format::Json];
    let mut printers = forms.map(|format| Printer::new(format, TimeStyle::Delta, Screen::default()));
    let (mut exchange, mut stats) = (Exchange::default(), Stats::default());
    let mut figure = svg::Record::new("tout".to_owned(), Clock::in_zone(TimeStyle::Delta, TimeZone::UTC));
    let mut text = String::new();
    for event in events {
        let seen = exchange.follow(event);
        stats.count(&seen);
        figure.add(&seen);
        for printer in &mut printers {
            text.clear();
            printer.print(&seen, &mut text).expect("a string refuses nothing");
            // The lines of Mosquitto that tell what a packet holds begin with a tabulator.
            assert!(!commands(&text.replace('\t', " ")), "{text:?}");
        }
    }
    assert!(!commands(&stats.to_string()));
    assert!(!commands(&figure.into_figure().draw("f")));
}

/// Shows events, and writes each as it would be kept: it is read back as it was.
pub(crate) fn show_again(events: &[Event]) {
    for event in events {
        let mut line = String::new();
        json::write(event, &mut line).expect("a string refuses nothing");
        match json::read_record(&line) {
            Ok(Record::Event(again)) => assert_eq!(again, *event, "{line}"),
            other => panic!("{other:?} out of {line}"),
        }
    }
    show(events);
}
