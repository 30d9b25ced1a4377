import KubernetesClient

/// What an API server knows of one kind of objects: their state, and what happened since it last forgot.
struct SimulatedServer {
  let versionsAreOrdered: Bool
  private(set) var objects: [ObjectKey: TestObject] = [:]
  private(set) var revision = 100
  /// What happened up to here is forgotten.
  private(set) var floor = 100
  /// When each key was last deleted.
  private(set) var deletions: [ObjectKey: Int] = [:]
  private(set) var lastWrite: (key: ObjectKey, revision: Int)?
  private var log: [(revision: Int, event: WatchEvent<TestObject>)] = []
  private var snapshots: [String: (items: [TestObject], revision: Int)] = [:]
  private var identifiers = 0

  init(versionsAreOrdered: Bool) { self.versionsAreOrdered = versionsAreOrdered }

  var version: ResourceVersion { version(revision) }

  func version(_ revision: Int) -> ResourceVersion {
    ResourceVersion(versionsAreOrdered ? "\(revision)" : "v\(revision * 7919 % 99_991)-\(revision)")
  }

  func revision(of version: ResourceVersion) -> Int? {
    Int(version.text.split(separator: "-").last ?? "")
  }

  /// Creates, changes or deletes something, or deletes it and makes it anew.
  mutating func change(using generator: inout SplitMix) {
    let name = ["a", "b", "c", "d", "e", "f"][Int.random(in: 0..<6, using: &generator)]
    let key = ObjectKey(namespace: "test", name: name)
    guard objects[key] != nil else { return create(key) }
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: delete(key)
    case 1:
      delete(key)
      create(key)
    default: update(key)
    }
  }

  private mutating func create(_ key: ObjectKey) {
    identifiers += 1
    revision += 1
    let object = TestObject(key.name, uid: "\(identifiers)", version: version.text)
    objects[key] = object
    record(key, .added(object))
  }

  private mutating func update(_ key: ObjectKey) {
    guard var object = objects[key] else { return }
    revision += 1
    object.resourceVersion = version
    objects[key] = object
    record(key, .modified(object))
  }

  private mutating func delete(_ key: ObjectKey) {
    guard var object = objects.removeValue(forKey: key) else { return }
    revision += 1
    object.resourceVersion = version
    deletions[key] = revision
    record(key, .deleted(object))
  }

  private mutating func record(_ key: ObjectKey, _ event: WatchEvent<TestObject>) {
    lastWrite = (key, revision)
    log.append((revision, event))
  }

  /// Forgets what happened up to some time, and where lists of then went on.
  mutating func compact(using generator: inout SplitMix) {
    floor = Int.random(in: floor...revision, using: &generator)
    snapshots = snapshots.filter { $0.value.revision >= floor }
  }

  /// A page of a list; nil where its place is forgotten.
  mutating func page(_ request: ListRequest) -> ListPage<TestObject>? {
    var (items, listed) = (objects.values.sorted { $0.key.name < $1.key.name }, revision)
    if let token = request.continue {
      guard let snapshot = snapshots.removeValue(forKey: token) else { return nil }
      (items, listed) = snapshot
    }
    let count = min(items.count, request.limit ?? .max)
    var token: String?
    if count < items.count {
      identifiers += 1
      token = "t\(identifiers)"
      snapshots["t\(identifiers)"] = (Array(items.dropFirst(count)), listed)
    }
    return ListPage(items: Array(items.prefix(count)), resourceVersion: version(listed), continue: token)
  }

  func events(after revision: Int, atMost count: Int) -> [(revision: Int, event: WatchEvent<TestObject>)] {
    Array(log.lazy.filter { $0.revision > revision }.prefix(count))
  }

  func earlierEvent(before revision: Int, using generator: inout SplitMix) -> WatchEvent<TestObject>? {
    let earlier = log.prefix { $0.revision <= revision }
    return earlier.isEmpty ? nil : earlier[Int.random(in: 0..<earlier.count, using: &generator)].event
  }
}
