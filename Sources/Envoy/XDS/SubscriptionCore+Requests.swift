extension SubscriptionCore {
  /// Takes the bytes of a request: a `DiscoveryRequest` or `DeltaDiscoveryRequest`, as the stream was opened.
  public mutating func receive(serialized bytes: [UInt8], from stream: StreamID, at now: Duration) -> [XDSDirective] {
    guard let place = places[stream] else { return [] }
    let variant = streams[place].variant
    let request: SubscriptionRequest
    do { request = try SubscriptionRequest(serialized: bytes, variant: variant) } catch {
      return refuse(stream, .invalidArgument, "the request is not readable: \(error)")
    }
    return receive(request, from: stream, at: place, now)
  }

  /// Takes a request. One of a stream that is not open is ignored: it can cross the stream's end.
  public mutating func receive(_ request: SubscriptionRequest, from stream: StreamID, at now: Duration)
    -> [XDSDirective]
  {
    guard let place = places[stream] else { return [] }
    return receive(request, from: stream, at: place, now)
  }

  private mutating func receive(
    _ request: SubscriptionRequest, from stream: StreamID, at place: Int, _ now: Duration
  ) -> [XDSDirective] {
    do throws(Refusal) {
      let type = try type(of: request, on: place)
      try checkSize(of: request)
      let group = try bind(place, to: request)
      return try take(request, type: type, on: place, in: group, at: now)
    } catch { return refuse(stream, error.code, error.message) }
  }

  /// Why a request ends its stream.
  struct Refusal: Error {
    let code: XDSStatusCode
    let message: String
  }

  private mutating func refuse(_ stream: StreamID, _ code: XDSStatusCode, _ message: String) -> [XDSDirective] {
    close(stream)
    // It may quote what a client says of itself, and is sent, logged and remembered.
    return [.close(stream, code, message: message.cut(to: 1024))]
  }

  private func type(of request: SubscriptionRequest, on place: Int) throws(Refusal) -> TypeURL {
    switch streams[place].service {
    case .single(let type):
      if request.type.isEmpty || request.type == type.rawValue { return type }
      throw Refusal(code: .invalidArgument, message: "this stream is for \(type), not for '\(request.type)'")
    default:
      if request.type.isEmpty {
        throw Refusal(code: .invalidArgument, message: "type_url is required on an aggregated stream")
      }
      return TypeURL(rawValue: request.type)
    }
  }

  private func checkSize(of request: SubscriptionRequest) throws(Refusal) {
    let limit = configuration.maximumNamesPerSubscription
    var longest = request.type.utf8.count
    var count = 0
    var size = 0
    func measure(_ names: [String]) {
      count = max(count, names.count)
      for name in names {
        longest = max(longest, name.utf8.count)
        size += name.utf8.count
      }
    }
    switch request.change {
    case .stateOfTheWorld(_, let names): measure(names)
    case .delta(let subscribe, let unsubscribe, let versions):
      measure(subscribe)
      measure(unsubscribe)
      count = max(count, versions.count)
      for (name, version) in versions {
        longest = max(longest, name.utf8.count, version.utf8.count)
        size += name.utf8.count + version.utf8.count
      }
    }
    try checkNameBytes(size)
    if count > limit { throw Refusal(code: .resourceExhausted, message: "\(count) names exceed the bound of \(limit)") }
    if let node = request.node { longest = max(longest, node.id.utf8.count, node.cluster.utf8.count) }
    if longest > configuration.maximumNameLength {
      let message = "a name of \(longest) bytes exceeds the bound of \(configuration.maximumNameLength)"
      throw Refusal(code: .invalidArgument, message: message)
    }
  }

  private func checkNameBytes(_ size: Int) throws(Refusal) {
    if size <= configuration.maximumNameBytes { return }
    throw Refusal(
      code: .resourceExhausted,
      message: "names of \(size) bytes exceed the bound of \(configuration.maximumNameBytes)")
  }

  /// Finds the group of a stream with its first request.
  private mutating func bind(_ place: Int, to request: SubscriptionRequest) throws(Refusal) -> Int {
    if let group = streams[place].group { return group }
    guard let node = request.node, !node.id.isEmpty else {
      throw Refusal(code: .invalidArgument, message: "the first request of a stream needs a node with an id")
    }
    let id: GroupID
    switch streams[place].groupOf?(node) {
    case .group(let group)?: id = group
    case .refuse(let code, let message)?: throw Refusal(code: code, message: message)
    case nil: throw Refusal(code: .invalidArgument, message: "the stream has no table of groups")
    }
    guard let group = groupPlaces[id], groups[group].snapshot != nil else {
      throw Refusal(
        code: .unavailable,
        message:
          "there is no configuration for the group '\(id)': it has not loaded yet, or the node '\(node.id)' names a "
          + "group that does not exist; keep what you have")
    }
    streams[place].groupOf = nil
    streams[place].node = node.id
    streams[place].cluster = node.cluster
    streams[place].group = group
    streams[place].memberPosition = groups[group].members.count
    groups[group].members.append(place)
    return group
  }

  private mutating func take(
    _ request: SubscriptionRequest, type: TypeURL, on place: Int, in group: Int, at now: Duration
  ) throws(Refusal) -> [XDSDirective] {
    let known = streams[place].find(type)
    if known == nil {
      if groups[group].isRestored && request.bringsVersions {
        let message = "the configuration is still being loaded; keep what you have"
        throw Refusal(code: .unavailable, message: message)
      }
      let count = streams[place].types.count
      if count >= configuration.maximumTypesPerStream {
        throw Refusal(code: .resourceExhausted, message: "more than \(count) types on one stream")
      }
    }
    let index = known ?? streams[place].begin(type, with: request, in: &groups[group])
    var directives: [XDSDirective] = []
    let id = groups[group].id
    let mayAnswer =
      streams[place].takeAnswer(request, at: index, group: id, &context, at: now, into: &directives)
    streams[place].takeSubscription(request, at: index, isFirst: known == nil, &context)
    let count = streams[place].types[index].subscription.names.count
    if count > configuration.maximumNamesPerSubscription {
      throw Refusal(code: .resourceExhausted, message: "\(count) names of \(type) exceed the bound")
    }
    var size = 0
    for index in streams[place].types.indices { size += streams[place].types[index].subscription.names.size }
    try checkNameBytes(size)
    guard mayAnswer else {
      noteProgress(of: place, in: group, at: now)
      return directives
    }
    for case .rejected in directives { rejections += 1 }
    deliver(to: place, in: group, at: now, into: &directives)
    return directives
  }
}

extension SubscriptionRequest {
  /// Whether the client says that it has something already.
  var bringsVersions: Bool {
    switch change {
    case .stateOfTheWorld(let version, _): !version.isEmpty
    case .delta(_, _, let versions): !versions.isEmpty
    }
  }
}
