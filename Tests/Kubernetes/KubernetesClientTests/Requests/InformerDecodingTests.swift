import KubernetesClient
import KubernetesObjects
import Testing

/// The answers of a real API server, read for a watch cache and given to it.
struct InformerDecodingTests {
  private let pool = SharingPool()

  private func listRequest(_ directives: [InformerDirective<ConfigMap>]) -> ListRequest? {
    for case .list(let request) in directives { return request }
    return nil
  }

  private func watchRequest(_ directives: [InformerDirective<ConfigMap>]) -> WatchRequest? {
    for case .watch(let request) in directives { return request }
    return nil
  }

  private func events(_ text: String) throws -> [WatchEvent<ConfigMap>] {
    var decoder = WatchDecoder<ConfigMap>(of: RequestSubject(verb: "watch", resource: "configmaps"), sharing: pool)
    decoder.append(text.utf8)
    var events: [WatchEvent<ConfigMap>] = []
    while let event = try decoder.next() { if let known = WatchEvent(event) { events.append(known) } }
    return events
  }

  @Test func aRealListAndARealWatchFillACache() throws {
    var informer = Informer<ConfigMap>(configuration: InformerConfiguration(seed: 1))
    var directives = informer.start(at: .zero)
    let last = #"{"kind":"ConfigMapList","metadata":{"resourceVersion":"276"},"items":[]}"#
    var tokens: [String] = []
    for body in [RecordedAnswer.listPage1.body, RecordedAnswer.listPage2.body, Array(last.utf8)] {
      let request = try #require(listRequest(directives))
      let sent = try ConfigMap.resource.list(request, namespace: "default", labels: Selector("set=page"))
      tokens.append(sent.query.first { $0.name == "continue" }?.value ?? "")
      let page = try ListPage<ConfigMap>(decoding: body, sharing: pool, managedFields: .none)
      directives = informer.receive(page, of: request.request, at: .zero)
    }
    #expect(tokens[0].isEmpty && !tokens[1].isEmpty && !tokens[2].isEmpty)
    #expect(informer.isSynced)
    #expect(informer.store.count == 5)

    let watch = try #require(watchRequest(directives))
    let sent = try ConfigMap.resource.watch(watch, namespace: "default")
    #expect(sent.query.contains(QueryItem("resourceVersion", "276")))
    _ = informer.receive(Array(try events(RecordedAnswer.watch.text).prefix(2)), of: watch.request, at: .zero)
    #expect(informer.store[ObjectKey(namespace: "default", name: "w")]?.data == ["k": "2"])
    _ = informer.receive(Array(try events(RecordedAnswer.watch.text).suffix(1)), of: watch.request, at: .zero)
    #expect(informer.store.count == 5)
    #expect(informer.version == ResourceVersion("279"))
    _ = informer.receive(try events(RecordedAnswer.watchBookmark.text), of: watch.request, at: .zero)
    #expect(informer.version == ResourceVersion("362"))
  }

  @Test func failuresAreTakenAsTheyAreMeant() {
    #expect(RequestFailure(RecordedAnswer.expiredContinue.error()) == .expired)
    #expect(RequestFailure(RecordedAnswer.expiredList.error()) == .expired)
    #expect(RequestFailure(RecordedAnswer.tooLargeResourceVersion.error()) == .tooNew)
    #expect(RequestFailure(RecordedAnswer.forbidden.error()) == .failed)
    let subject = RequestSubject(verb: "list", resource: "pods")
    let busy = APIError(httpStatus: 429, headers: [HeaderField("Retry-After", "2")], body: [], subject: subject)
    #expect(RequestFailure(busy) == .throttled(retryAfter: .seconds(2)))
    #expect(RequestFailure(APIError(httpStatus: 200, body: Array("<html>".utf8), subject: subject)) == .malformed)
  }

  @Test func theEventOfAnExpiredWatchIsOneForTheCache() throws {
    guard case .error(let failure)? = try events(RecordedAnswer.watchExpired.text).first else {
      return #expect(Bool(false))
    }
    #expect(failure == .expired)
  }

  @Test func objectsThatCannotBeReadKeepTheirPlace() throws {
    let text = #"{"metadata":{"resourceVersion":"1"},"items":[{"metadata":{"name":"b","namespace":"n"},"data":1}]}"#
    let page = try ListPage<ConfigMap>(decoding: Array(text.utf8), sharing: pool)
    #expect(page.items.isEmpty)
    #expect(page.unreadable == [ObjectKey(namespace: "n", name: "b")])
    let event = #"{"type":"MODIFIED","object":{"metadata":{"name":"b","resourceVersion":"7"},"data":1}}"# + "\n"
    guard case .unreadable(let key, let version)? = try events(event).first else { return #expect(Bool(false)) }
    #expect(key.name == "b")
    #expect(version == ResourceVersion("7"))
    let end = #"{"type":"DELETED","object":{"metadata":{"name":"b","resourceVersion":"8"},"data":1}}"# + "\n"
    guard case .gone(let gone, let last)? = try events(end).first else { return #expect(Bool(false)) }
    #expect(gone.name == "b")
    #expect(last == ResourceVersion("8"))
    #expect(try events(#"{"type":"RENAMED"}"# + "\n").isEmpty)
  }
}
