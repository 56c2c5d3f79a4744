//! The pages, one a file with its template beside it. A handler authorises (its route did), loads, and encodes.

pub mod access_log;
pub mod charter;
pub mod check;
pub mod checks;
pub mod contract;
pub mod findings;
pub mod login;
pub mod operations;
pub mod overview;
pub mod password;
pub mod picker;
pub mod quarantine;
pub mod record;
pub mod registers;
pub mod replay;
pub mod report;
pub mod reports;
pub mod table;
pub mod unit;
pub mod units;
pub mod users;
pub mod violations;
