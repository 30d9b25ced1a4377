import HTTP

/// A request as it came, whole.
struct ServedRequest: Sendable {
  let method: String
  let route: APIRoute
  let query: RequestQuery
  let fields: HTTPFields
  let body: [UInt8]
  /// The subject of the client's certificate; nil where it showed none.
  let subject: String?
  /// Where the client found the server: host and port.
  let authority: String

  init(_ head: HTTPRequestHead, body: [UInt8], subject: String? = nil) {
    method = head.method
    let parts = head.path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    route = APIRoute(parts[0])
    query = parts.count > 1 ? RequestQuery(parts[1]) : RequestQuery()
    fields = head.fields
    authority = head.authority
    self.body = body
    self.subject = subject
  }

  /// The type of the body without its parameters; empty where none was told.
  var contentType: String { fields["content-type"].map { MediaTypes.Item($0[...]).type } ?? "" }

  /// Who writes: `fieldManager`, else the beginning of the user agent.
  var manager: String {
    let named = query.text("fieldManager")
    if !named.isEmpty { return named }
    let agent = (fields["user-agent"] ?? "").prefix { $0 != "/" }
    return agent.isEmpty ? "unknown" : String(agent.prefix(128))
  }

  /// The form of the answer, of those that are offered beside the whole.
  func form(offering shapes: Set<AnswerForm.Shape> = []) throws(APIFailure) -> AnswerForm {
    try AnswerForm(accept: fields.values("accept"), query: query, offering: shapes)
  }
}
