# Messages of Assistants v1 or v2 as items of a conversation, as `crosswalk convert --to responses` writes them.

def parts:
  if type == "string" then [{type: "text", text: {value: ., annotations: []}}] else . end;

def point:
  if .type == "file_path"
  then {type, file_id: .file_path.file_id, index: .start_index}
  else {type, file_id: .file_citation.file_id, index: .start_index, filename: ""}
  end;

def output_part:
  if .type == "text"
  then {type: "output_text", text: .text.value, annotations: [.text.annotations[] | point], logprobs: []}
  elif .type == "refusal" then .
  else empty
  end;

# In v1 an image does not say how closely to look.
def detail($of_v1): if $of_v1 then "auto" else .detail // "auto" end;

def input_part($of_v1):
  if .type == "text" then {type: "input_text", text: .text.value}
  elif .type == "image_file"
  then .image_file | {type: "input_image", file_id, detail: detail($of_v1)}
  elif .type == "image_url"
  then .image_url | {type: "input_image", image_url: .url, detail: detail(false)}
  else empty
  end;

def once: reduce .[] as $id ([]; if index([$id]) then . else . + [$id] end);

def searched:
  [.file_ids[]?, (.attachments[]? | select(any(.tools[]; .type == "file_search")) | .file_id)]
  | if length > 1 then once else . end;

# What a stored message has: the rest is of nobody, and kept. `del` takes half as long again in jq 1.6.
def members: [
  "id", "object", "created_at", "thread_id", "assistant_id", "run_id", "role", "status", "content",
  "attachments", "file_ids", "metadata", "incomplete_details", "completed_at", "incomplete_at"
];

def others:
  . as $message
  | (keys_unsorted - members)
  | if . == [] then {} else map({(.): $message[.]}) | add end;

has("file_ids") as $of_v1
| {
    id,
    type: "message",
    status: (.status // "completed"),
    role,
    content: (
      if .role == "assistant" then [.content | parts[] | output_part]
      else [.content | parts[] | input_part($of_v1)] + [searched[] | {type: "input_file", file_id: .}]
      end
    )
  }
  + others
