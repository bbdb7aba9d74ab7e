//! Reading ahead of what is shown, on a thread of its own: each takes about as long as the other.

use std::sync::mpsc;
use std::thread;

/// Items that go from one thread to the other at a time, where nobody watches them come.
pub(super) const MANY: usize = 256;

/// How many times as many may wait: memory does not depend on how slowly they are taken.
const WAITING: usize = 4;

/// Calls `take` with each item, in their order, until the first error; `at_a_time` items are read before they are taken.
///
/// # Errors
/// That of `take`.
pub(super) fn read<T: Send, E>(
    items: impl Iterator<Item = T> + Send,
    at_a_time: usize,
    mut take: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let (give, given) = mpsc::sync_channel::<Vec<T>>(WAITING);
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut items = items.peekable();
            while items.peek().is_some() {
                if give.send(items.by_ref().take(at_a_time).collect()).is_err() {
                    return;
                }
            }
        });
        // Dropped at an error: the other thread then stops too.
        given.into_iter().flatten().try_for_each(&mut take)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_items_in_their_order_however_many_at_a_time() {
        for (count, at_a_time) in [(0, 1), (1, 1), (7, 1), (7, 3), (9, 3), (5000, MANY)] {
            let mut taken = Vec::new();
            let done: Result<(), ()> = read(0..count, at_a_time, |item| {
                taken.push(item);
                Ok(())
            });
            assert_eq!((done, taken), (Ok(()), (0..count).collect()), "{count} by {at_a_time}");
        }
    }

    #[test]
    fn an_error_stops_both_sides() {
        let result = read(0_u64.., 2, |item| if item == 5000 { Err(item) } else { Ok(()) });
        assert_eq!(result, Err(5000));
    }
}
