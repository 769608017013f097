//! Where the program keeps what belongs to the user and not to a document.

use std::path::PathBuf;

use etcetera::BaseStrategy;

/// The user's state folder of the program, which need not exist: `$XDG_STATE_HOME/headway` on Linux, the platform's
/// equivalent elsewhere. Nothing where the user has no home.
pub fn state_folder() -> Option<PathBuf> {
    let folders = etcetera::base_strategy::choose_native_strategy().ok()?;
    Some(folders.state_dir().unwrap_or_else(|| folders.data_dir()).join("headway"))
}
