//! The spread of the class's marks, in figures and as a histogram.

use serde::Serialize;

use super::grid::mean;
use super::messages;
use crate::model::ClassResult;
use crate::report::numbers::decimal;

/// Bars of the histogram: of two points each when marks are out of 20.
const BARS: usize = 10;
/// Size of the drawing, in its own units.
const WIDTH: usize = 640;
const HEIGHT: usize = 180;
/// Height of what stands above the highest bar and below the axis.
const MARGIN: usize = 24;

#[derive(Debug, Serialize)]
pub(super) struct Spread {
    /// `8 notes, moyenne …`.
    summary: String,
    /// The same as the bars, in words.
    description: String,
    bars: Vec<Bar>,
    width: usize,
    height: usize,
    axis: usize,
}

#[derive(Debug, Serialize)]
struct Bar {
    label: String,
    count: usize,
    x: usize,
    y: usize,
    width: usize,
    height: usize,
    middle: usize,
}

impl Spread {
    /// Nothing when nobody has a mark.
    pub fn new(result: &ClassResult) -> Option<Self> {
        let out_of = result.class.scheme.out_of;
        let mut marks: Vec<f64> = result.pupils.iter().filter_map(|pupil| pupil.mark.value).collect();
        marks.sort_by(f64::total_cmp);
        let (lowest, highest) = (*marks.first()?, *marks.last()?);
        let provisional =
            result.pupils.iter().filter(|p| p.mark.value.is_some() && p.mark.provisional).count();
        let figures = messages::Figures {
            count: marks.len(),
            provisional,
            mean: decimal(mean(marks.iter().copied())?),
            median: decimal(median(&marks)),
            lowest: decimal(lowest),
            highest: decimal(highest),
        };
        let counts = counts(&marks, out_of);
        let bars = bars(&counts, out_of);
        Some(Self {
            summary: messages::figures(&figures),
            description: messages::bars(bars.iter().map(|bar| (bar.label.as_str(), bar.count))),
            bars,
            width: WIDTH,
            height: HEIGHT,
            axis: HEIGHT - MARGIN,
        })
    }
}

/// `sorted` is not empty.
fn median(sorted: &[f64]) -> f64 {
    let half = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted[half] } else { (sorted[half - 1] + sorted[half]) / 2.0 }
}

/// How many marks fall in each bar; the last holds the highest mark too.
fn counts(marks: &[f64], out_of: f64) -> [usize; BARS] {
    let mut counts = [0; BARS];
    for mark in marks {
        // A float becomes an integer within bounds: below 0 and NaN are 0.
        let bar = (mark / out_of * BARS as f64) as usize;
        counts[bar.min(BARS - 1)] += 1;
    }
    counts
}

fn bars(counts: &[usize; BARS], out_of: f64) -> Vec<Bar> {
    let highest = counts.iter().copied().max().unwrap_or(0).max(1);
    let room = HEIGHT - 2 * MARGIN;
    let step = WIDTH / BARS;
    let limit = |bar: usize| decimal(out_of * bar as f64 / BARS as f64);
    let bar = |(number, &count): (usize, &usize)| {
        let height = room * count / highest;
        Bar {
            label: format!("{}–{}", limit(number), limit(number + 1)),
            count,
            x: number * step + 4,
            y: HEIGHT - MARGIN - height,
            width: step - 8,
            height,
            middle: number * step + step / 2,
        }
    };
    counts.iter().enumerate().map(bar).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mark_is_in_one_bar() {
        let counts = counts(&[0.0, 1.5, 2.0, 10.0, 19.5, 20.0, 21.0], 20.0);
        assert_eq!(counts, [2, 1, 0, 0, 0, 1, 0, 0, 0, 3]);
        let bars = bars(&counts, 20.0);
        assert_eq!((bars[0].label.as_str(), bars[9].label.as_str()), ("0–2", "18–20"));
        assert!(bars.iter().all(|bar| bar.y >= MARGIN && bar.y + bar.height == HEIGHT - MARGIN));
    }

    #[test]
    fn the_median_is_in_the_middle() {
        for (marks, expected) in [(&[4.0][..], 4.0), (&[4.0, 6.0], 5.0), (&[1.0, 2.0, 9.0], 2.0)] {
            assert_eq!(median(marks), expected, "{marks:?}");
        }
    }
}
