// Records that tests are made of, one of each sort.

/// A request of v1.
let old = #"{"role":"user","content":"hi","file_ids":["file-1"]}"#
/// The same in v2.
let new =
  #"{"role":"user","content":"hi","attachments":[{"file_id":"file-1","#
  + #""tools":[{"type":"file_search"},{"type":"code_interpreter"}]}]}"#
/// Legal in both.
let bare = #"{"role":"user","content":"hi"}"#
/// Of no known kind.
let strange = #"{"x":1}"#
/// No JSON.
let broken = #"{"role":"#
/// A request of v1 with what the target does not hold, and a key.
let extra =
  #"{"role":"user","extra":[1.0],"content":"hi","file_ids":["file-\u0032"],"metadata":{"k":"7"}}"#
