//! Icons: one shape for each status and each stance, so that colour is never all that tells them apart.
//! Drawn on a square of 24 units, as strokes.

use crate::html::{Kind, Sink};
use crate::kind;
use crate::record::{Stance, Status};

/// The icon of a status.
pub(super) fn status<'a>(out: &mut impl Sink<'a>, status: Status) {
    let path = match status {
        Status::True => kind!(Path, D = "M12 2.5a9.5 9.5 0 1 0 0 19a9.5 9.5 0 0 0 0-19ZM7.5 12.5l3 3l6-6.5"),
        Status::MostlyTrue => kind!(Path, D = "M20.6 8A9.5 9.5 0 1 1 15 3M8 11.5l3.5 3.5L21 5"),
        Status::Mixed => kind!(
            Path,
            D = "M12 2.5a9.5 9.5 0 1 0 0 19a9.5 9.5 0 0 0 0-19ZM12 2.5v19M15.2 3.2v17.6M18.4 5.2v13.6"
        ),
        Status::MostlyFalse => {
            kind!(Path, D = "M16.5 3.2L16 2.5H8L2.5 8v8L8 21.5h8l5.5-5.5V9.5M8.5 8.5l7 7M21 3l-12.5 12.5")
        }
        Status::False => kind!(Path, D = "M8 2.5h8L21.5 8v8L16 21.5H8L2.5 16V8ZM8.5 8.5l7 7M15.5 8.5l-7 7"),
        Status::Unproven => kind!(
            Path,
            D = "M12 1.8L22.2 12L12 22.2L1.8 12ZM9.6 9.7a2.4 2.4 0 1 1 3.6 2.1c-.8.5-1.2 1-1.2 1.9M12 16.7v.1"
        ),
        Status::Disputed => kind!(Path, D = "M3 8h16M15 4l4 4l-4 4M21 16.5H5M9 12.5l-4 4l4 4"),
        Status::NotCheckable => {
            kind!(Path, D = "M12 2.5a9.5 9.5 0 1 0 0 19a9.5 9.5 0 0 0 0-19ZM5.3 5.3l13.4 13.4")
        }
        Status::Pending => kind!(Path, D = "M12 2.5a9.5 9.5 0 1 0 0 19a9.5 9.5 0 0 0 0-19ZM12 6.5V12l4 2.5"),
        Status::Withdrawn => kind!(Path, D = "M4 10h10.5a5.5 5.5 0 0 1 0 11H8M8.5 5.5L4 10l4.5 4.5"),
        Status::Unrated => kind!(Path, D = "M12 2.5a9.5 9.5 0 1 0 0 19a9.5 9.5 0 0 0 0-19ZM7.5 12h9"),
    };
    drawn(out, path);
}

/// The icon of a stance.
pub(super) fn stance<'a>(out: &mut impl Sink<'a>, stance: Stance) {
    let path = match stance {
        Stance::Supports => kind!(Path, D = "M4.5 12.5l5 5L19.5 6.5"),
        Stance::Refutes => kind!(Path, D = "M5.5 5.5l13 13M18.5 5.5l-13 13"),
        Stance::Context => kind!(Path, D = "M4 6.5h16M4 12h16M4 17.5h10"),
    };
    drawn(out, path);
}

fn drawn<'a>(out: &mut impl Sink<'a>, path: Kind) {
    out.open(kind!(Svg, Class = "icon", ViewBox = "0 0 24 24", AriaHidden = "true"))
        .open(path)
        .close()
        .close();
}
