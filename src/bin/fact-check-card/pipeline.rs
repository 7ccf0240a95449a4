//! Many items through many threads, in order, with little memory: one thread reads, each core works, and what came of
//! the items is taken in the order in which they were read.
//!
//! A batch goes into two bounded queues: of work, and of answers, as the place where its answer will be. Whoever takes
//! the answers waits for the oldest place; whoever reads waits when a queue is full. So nothing piles up, however long
//! the stream is and however slow one item.

use std::ops::ControlFlow;
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded};

use crate::source::{Item, Take};

/// How many bytes of items are handed on at once: enough that handing on costs nothing, little enough to be held.
const BATCH: usize = 1 << 16;

/// The items of a batch, and where what comes of them goes.
type Work<T> = (Vec<Item>, Sender<Vec<T>>);

/// Runs all items that `read` gives through `work`, and hands what comes of them to `take`, in order, on this thread.
pub fn run<T: Send>(
    jobs: usize,
    read: impl FnOnce(&mut Take<'_>) + Send,
    work: impl Fn(Item) -> T + Sync,
    take: impl FnMut(T),
) {
    let (work_in, work_out) = bounded::<Work<T>>(jobs * 2);
    let (places_in, places_out) = bounded::<Receiver<Vec<T>>>(jobs * 4);
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut batches = Batches { work: work_in, places: places_in, items: Vec::new(), bytes: 0 };
            read(&mut |item| batches.add(item));
            batches.hand_on()
        });
        for _ in 0..jobs {
            let (work, batches) = (&work, work_out.clone());
            scope.spawn(move || {
                for (items, place) in batches {
                    // Nobody waits for the answer when the taking has stopped.
                    let _ = place.send(items.into_iter().map(work).collect());
                }
            });
        }
        drop(work_out);
        places_out.into_iter().flat_map(|place| place.into_iter().flatten()).for_each(take);
    });
}

/// Items that wait to be handed on together.
struct Batches<T> {
    work: Sender<Work<T>>,
    places: Sender<Receiver<Vec<T>>>,
    items: Vec<Item>,
    bytes: usize,
}

impl<T> Batches<T> {
    fn add(&mut self, item: Item) -> ControlFlow<()> {
        self.bytes += item.content.as_ref().map_or(0, Vec::len);
        // A stream that comes slowly is not held back to fill a batch: its lines are read one by one.
        let is_slow = item.is_last_that_came;
        self.items.push(item);
        if is_slow || self.bytes >= BATCH { self.hand_on() } else { ControlFlow::Continue(()) }
    }

    fn hand_on(&mut self) -> ControlFlow<()> {
        if self.items.is_empty() {
            return ControlFlow::Continue(());
        }
        self.bytes = 0;
        let (place_in, place_out) = bounded(1);
        let items = std::mem::take(&mut self.items);
        // Either queue is closed only when nobody takes any more.
        let handed_on = self.places.send(place_out).is_ok() && self.work.send((items, place_in)).is_ok();
        if handed_on { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }
}
