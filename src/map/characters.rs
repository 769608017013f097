//! Characters that steer others.

/// Whether a character changes the direction in which what follows it is set: an embedding, an override or an isolate of the
/// bidirectional algorithm (UAX #9), or the end of one. What a title leaves open would turn the words around it too; so no such
/// character leaves the text that it stands in. The plain marks, which steer nothing but their neighbours, are not among them.
pub fn steers_direction(character: char) -> bool {
    matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
