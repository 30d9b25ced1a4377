/// Where a list that is read page by page stands: what the next request asks for.
///
/// It never asks for more pages than its bound, and never for one twice in a row.
struct ListPages {
  private let first: ListOptions
  private let bounds: ListBounds
  private var token: String?
  private var pages = 0
  private var restarts = 0

  init(_ options: ListOptions, _ bounds: ListBounds) {
    first = options
    self.bounds = bounds
    token = options.continueToken
  }

  /// What the next request asks for.
  var options: ListOptions {
    var options = first
    options.continueToken = token
    if token != nil, first.continueToken == nil {
      // The token holds the state.
      options.resourceVersion = nil
      options.versionMatch = nil
    }
    // Paging is too slow for this server's memory: the last time all at once.
    let isLast = restarts > 0 && restarts == bounds.maximumRestarts
    options.limit = isLast ? nil : first.limit ?? bounds.pageSize
    return options
  }

  /// A page has come.
  ///
  /// - Returns: whether there is another.
  /// - Throws: `AnswerError` where there are more than may be, or the server goes in a circle.
  mutating func goOn(from metadata: ListMetadata?) throws(AnswerError) -> Bool {
    pages += 1
    guard let next = metadata?.continueToken else { return false }
    guard pages < bounds.maximumPages else {
      throw AnswerError(.tooLarge, "the list has more than \(bounds.maximumPages) pages")
    }
    guard next != token else { throw AnswerError(.form, "the list goes on where it was") }
    token = next
    return true
  }

  /// The server has forgotten the list's state.
  ///
  /// - Returns: whether it begins anew.
  mutating func beginAnew() -> Bool {
    guard token != nil, first.continueToken == nil, restarts < bounds.maximumRestarts else { return false }
    restarts += 1
    token = nil
    pages = 0
    return true
  }
}
