package import LensCore

/// What a payload was found to be.
package struct Reading: Sendable, Equatable {
  /// What its marks say about the dialect.
  package enum Verdict: Sendable, Equatable {
    /// One dialect has these marks.
    case decided(Dialect)
    /// Several dialects have payloads like this.
    case undecided
    /// It has marks of more than one dialect.
    case hybrid
    /// No kind that is known looks like this.
    case unknown
  }

  package var verdict: Verdict
  /// What it is; nil if that is unknown.
  package var kind: PayloadKind?
  /// What decided it.
  package var reason: Reason
  /// What its marks say about the edition.
  package var marks: EditionMarks = []
  /// Whether an undecided payload is legal in Responses, too, as it stands.
  package var isLegalInResponses = false
  /// Whether it only refers to an item that stands elsewhere.
  package var isReference = false

  /// A reading without marks of an edition.
  package init(verdict: Verdict, kind: PayloadKind?, reason: Reason) {
    self.verdict = verdict
    self.kind = kind
    self.reason = reason
  }

  /// What decided a reading, in a few words for users.
  package enum Reason: String, Sendable {
    case fileIDs = "has file_ids"
    case attachments = "has attachments"
    case bothFileLists = "has file_ids and attachments"
    case partsAndFileIDs = "has file_ids and an array as content"
    case partArray = "content of the request is an array of parts"
    case newerPart = "content has a part that only v2 has"
    case imageDetail = "an image has detail, which only v2 has"
    case toolResources = "has tool_resources"
    case fileObject = "object is thread.message.file"
    case attachmentObject = "is an attachment: file_id with tools"
    case noMarks = "has neither file_ids nor attachments: the same in v1 and v2"
    case noThreadMarks = "has no tool_resources: the same in v1 and v2"
    case emptyPage = "is an empty page: the same in every dialect"
    case itemType = "its type is one of items"
    case itemParts = "content has parts of Responses"
    case itemRole = "only Responses knows the role"
    case reference = "refers to an item by its id"
    case itemsMember = "has items"
    case conversationObject = "object is conversation"
    case sameEverywhere = "the same in v1, v2 and Responses"
    case elements = "by its messages"
    case mixedElements = "has messages of v1 and of v2"
    case betaHeader = "its OpenAI-Beta header names the dialect"
    case newerAddress = "its url is one of Conversations and Responses"
    case olderAddress = "only this dialect has its url"
    case callBody = "by its body"
    case headerAndBody = "its OpenAI-Beta header names another dialect than its body has"
    case noBetaHeader = "its url is one of threads, and no OpenAI-Beta header names v1 or v2"
    case unknownAddress = "its method and url are of no endpoint that is known"
    case plainAnswer = "its body is no payload of messages: the same in every dialect"
    case noCall = "has neither method and url nor a response with a body"
    case named = "named by the caller"
    case otherKind = "its kind is not converted"
    case noObject = "is no object"
    case noKind = "nothing in it marks a kind"
  }

  /// The edition of a dialect that the marks decide; nil if none does.
  package func edition(of dialect: Dialect) -> String? {
    if marks.contains(.older) && !marks.contains(.newer) { return dialect.editions.first }
    if marks.contains(.newer) && !marks.contains(.older) { return dialect.newest }
    return nil
  }
}

/// What shows the edition of a payload, within its dialect.
package struct EditionMarks: OptionSet, Sendable {
  package let rawValue: UInt8

  /// A set of marks.
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Only the oldest edition has this.
  package static let older = EditionMarks(rawValue: 1)
  /// Only the newest edition has this.
  package static let newer = EditionMarks(rawValue: 2)
  /// A form that was published for one day.
  package static let oneDayForm = EditionMarks(rawValue: 4)
}
