/// The content parts that messages of Responses and Conversations share.
enum ResponsesParts {
  static let inputText = """
    /content/*[input_text]
    /content/*[input_text]/type! = input_text
    /content/*[input_text]/text!
    /content/*[input_text]/prompt_cache_breakpoint
    /content/*[input_text]/prompt_cache_breakpoint/mode! = explicit
    """

  static let inputImage = """
    /content/*[input_image]
    /content/*[input_image]/type! = input_image
    /content/*[input_image]/image_url?
    /content/*[input_image]/file_id?
    /content/*[input_image]/detail! = low | high | auto | original
    /content/*[input_image]/prompt_cache_breakpoint
    /content/*[input_image]/prompt_cache_breakpoint/mode! = explicit
    """

  static let inputFile = """
    /content/*[input_file]
    /content/*[input_file]/type! = input_file
    /content/*[input_file]/file_id?
    /content/*[input_file]/filename
    /content/*[input_file]/file_data
    /content/*[input_file]/prompt_cache_breakpoint
    /content/*[input_file]/prompt_cache_breakpoint/mode! = explicit
    /content/*[input_file]/file_url
    /content/*[input_file]/detail = auto | low | high
    """

  static let outputText = """
    /content/*[output_text]
    /content/*[output_text]/type! = output_text
    /content/*[output_text]/text!
    /content/*[output_text]/annotations!
    /content/*[output_text]/annotations/*[file_citation]
    /content/*[output_text]/annotations/*[file_citation]/type! = file_citation
    /content/*[output_text]/annotations/*[file_citation]/file_id!
    /content/*[output_text]/annotations/*[file_citation]/index!
    /content/*[output_text]/annotations/*[file_citation]/filename!
    /content/*[output_text]/annotations/*[url_citation]
    /content/*[output_text]/annotations/*[url_citation]/type! = url_citation
    /content/*[output_text]/annotations/*[url_citation]/url!
    /content/*[output_text]/annotations/*[url_citation]/start_index!
    /content/*[output_text]/annotations/*[url_citation]/end_index!
    /content/*[output_text]/annotations/*[url_citation]/title!
    /content/*[output_text]/annotations/*[container_file_citation]
    /content/*[output_text]/annotations/*[container_file_citation]/type! = container_file_citation
    /content/*[output_text]/annotations/*[container_file_citation]/container_id!
    /content/*[output_text]/annotations/*[container_file_citation]/file_id!
    /content/*[output_text]/annotations/*[container_file_citation]/start_index!
    /content/*[output_text]/annotations/*[container_file_citation]/end_index!
    /content/*[output_text]/annotations/*[container_file_citation]/filename!
    /content/*[output_text]/annotations/*[file_path]
    /content/*[output_text]/annotations/*[file_path]/type! = file_path
    /content/*[output_text]/annotations/*[file_path]/file_id!
    /content/*[output_text]/annotations/*[file_path]/index!
    /content/*[output_text]/logprobs!
    /content/*[output_text]/logprobs/*
    /content/*[output_text]/logprobs/*/token!
    /content/*[output_text]/logprobs/*/logprob!
    /content/*[output_text]/logprobs/*/bytes!
    /content/*[output_text]/logprobs/*/bytes/*
    /content/*[output_text]/logprobs/*/top_logprobs!
    /content/*[output_text]/logprobs/*/top_logprobs/*
    /content/*[output_text]/logprobs/*/top_logprobs/*/token!
    /content/*[output_text]/logprobs/*/top_logprobs/*/logprob!
    /content/*[output_text]/logprobs/*/top_logprobs/*/bytes!
    /content/*[output_text]/logprobs/*/top_logprobs/*/bytes/*
    """

  static let refusal = """
    /content/*[refusal]
    /content/*[refusal]/type! = refusal
    /content/*[refusal]/refusal!
    """

  /// Parts of stored messages only: text that is neither what was asked nor what was answered.
  static let otherTexts = """
    /content/*[text]
    /content/*[text]/type! = text
    /content/*[text]/text!
    /content/*[summary_text]
    /content/*[summary_text]/type! = summary_text
    /content/*[summary_text]/text!
    /content/*[reasoning_text]
    /content/*[reasoning_text]/type! = reasoning_text
    /content/*[reasoning_text]/text!
    """

  /// A part of stored messages only.
  static let computerScreenshot = """
    /content/*[computer_screenshot]
    /content/*[computer_screenshot]/type! = computer_screenshot
    /content/*[computer_screenshot]/image_url!?
    /content/*[computer_screenshot]/file_id!?
    /content/*[computer_screenshot]/detail! = low | high | auto | original
    /content/*[computer_screenshot]/prompt_cache_breakpoint
    /content/*[computer_screenshot]/prompt_cache_breakpoint/mode! = explicit
    """
}
