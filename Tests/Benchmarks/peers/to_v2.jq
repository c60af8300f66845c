# Messages of Assistants v1 as Assistants v2, as `crosswalk convert --to v2` writes them.
# Written for speed: `|=` and `del` on long paths take twice as long in jq 1.6.

def parts:
  if type == "string" then [{type: "text", text: {value: ., annotations: []}}] else . end;

def citation:
  if .file_citation.quote then .file_citation |= del(.quote) else . end;

.content = [
  .content | parts | .[]
  | if .type == "text" and (.text.annotations | length) > 0
    then .text.annotations = [.text.annotations[] | citation]
    elif .type == "image_file" then .image_file |= del(.detail)
    else .
    end
]
| .attachments = [
  .file_ids[]? | {file_id: ., tools: [{type: "file_search"}, {type: "code_interpreter"}]}
]
| del(.file_ids)
| if .metadata | any(.[]; type != "string")
  then .metadata = (.metadata | map_values(if type == "string" then . else tojson end))
  else .
  end
