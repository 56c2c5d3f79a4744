//! The department's registers: trainings held, methodical letters, the work plan; training needs and effects.
//!
//! A register comes in and goes out as CSV ([`table`] reads and checks it, [`import`] and [`export`] move it). [`needs`]
//! ranks the checks that units fail together; [`effects`] asks whether trained units did better than the others.

mod effects;
mod needs;
mod shape;
mod store;
mod table;

pub use effects::{Effect, effects};
pub use needs::{Need, needs};
pub use shape::Register;
pub use store::{Imported, export, import, list};
