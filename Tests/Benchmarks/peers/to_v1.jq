# Messages of Assistants v2 as Assistants v1, as `crosswalk convert --to v1` writes them.

def once: reduce .[] as $id ([]; if index([$id]) then . else . + [$id] end);

.content = [
  .content[]
  | if .type == "text" then
      if (.text.annotations | length) > 0
      then .text.annotations = [
        .text.annotations[] | if .file_citation then .file_citation.quote = "" else . end
      ]
      else .
      end
    elif .type == "image_file" then .image_file = {file_id: .image_file.file_id}
    else empty
    end
]
| .file_ids = ([.attachments[]?.file_id | values] | if length > 1 then once else . end)
| del(.attachments)
