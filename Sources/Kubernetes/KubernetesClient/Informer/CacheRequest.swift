/// A request that a watch cache wants to have under way.
enum CacheRequest: Sendable, Hashable {
  case list(ListRequest)
  case watch(WatchRequest)

  var number: Int {
    switch self {
    case .list(let list): list.request
    case .watch(let watch): watch.request
    }
  }

  var isWatch: Bool {
    if case .watch = self { true } else { false }
  }
}
