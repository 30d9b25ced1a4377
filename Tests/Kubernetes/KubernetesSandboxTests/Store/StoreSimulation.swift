import Foundation
import JSON

@testable import KubernetesSandbox

/// Numbers from a seed (SplitMix64).
struct StoreDice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
}

/// A client's cache that is fed by a list and a watch, as an informer feeds it.
struct StoreWatcher {
  let start: WatchStart
  var seen: Int
  var objects: [String: JSONValue] = [:]

  init(_ start: WatchStart) {
    self.start = start
    seen = start.resourceVersion
    for object in start.initial { objects[object.path] = object.json }
  }

  /// Takes what has happened since; says what is wrong with it.
  mutating func catchUp(_ state: APIState, _ resource: String) throws -> [String] {
    var faults: [String] = []
    for event in try state.events(after: seen, of: resource) {
      if event.version <= seen { faults.append("version \(event.version) after \(seen)") }
      seen = event.version
      guard let told = start.view.event(event) else { continue }
      let path = told.object.path
      if told.object.json.version != event.version { faults.append("\(path) of another version than its event") }
      switch told.kind {
      case .added:
        if objects[path] != nil { faults.append("\(path) added twice") }
        objects[path] = told.object.json
      case .modified:
        if objects[path] == nil { faults.append("\(path) modified before it was added") }
        objects[path] = told.object.json
      case .deleted:
        if objects.removeValue(forKey: path) == nil { faults.append("\(path) deleted before it was added") }
      }
    }
    return faults
  }
}

/// The store beside a model of it: a dictionary of what was answered. Random verbs are done to both, and what watchers, lists
/// and a file make of the store is held against the model.
struct StoreSimulation {
  static let resource = "things.example.com"
  static let selectors = ["", "color=red", "color!=red", "color in (red,blue)", "!color"]

  var world: StoreWorld
  var dice: StoreDice
  /// What must be there, by path.
  var model: [String: JSONValue] = [:]
  var watchers: [(selector: String, watcher: StoreWatcher)] = []
  /// Lists that are read in pages while writes go on: what they must show, and what they have shown.
  private var open: (token: String, expected: [String], shown: [String])?
  private(set) var faults: [String] = []
  private(set) var counts: [String: Int] = [:]

  init(seed: UInt64) throws {
    world = try StoreWorld(seed: seed)
    dice = StoreDice(seed: seed)
    try world.create("namespaces", ["metadata": ["name": "other"]], in: nil)
    _ = world.state.takeChanges()
  }

  // MARK: Steps

  mutating func step() throws {
    let version = world.state.version
    let namespace = dice.below(2) == 0 ? "test" : "other"
    let name = "n\(dice.below(12))"
    switch dice.below(14) {
    case 0..<4: try write(namespace, name) { try $0.create(Self.resource, $1, in: namespace) }
    case 4..<6: try replace(namespace, name)
    case 6..<9: try patch(namespace, name)
    case 9..<11: try delete(namespace, name)
    case 11: try release(namespace, name)
    case 12: try page(namespace)
    default: try watch()
    }
    if world.state.version < version { faults.append("the version went back") }
    world.now += Int64(dice.below(3))
  }

  private mutating func body(_ name: String) -> JSONValue {
    var metadata: JSONValue = ["name": .string(name)]
    let color = ["red", "blue", "green", ""][dice.below(4)]
    if !color.isEmpty { metadata["labels"] = ["color": .string(color)] }
    if dice.below(4) == 0 { metadata["finalizers"] = ["example.com/hold"] }
    return ["metadata": metadata, "spec": ["n": .number(JSONNumber(dice.below(5)))]]
  }

  /// Does a write that must succeed exactly where the model says so.
  private mutating func write(
    _ namespace: String, _ name: String, _ verb: (inout StoreWorld, JSONValue) throws -> JSONValue
  ) throws {
    let path = "\(namespace)/\(name)"
    let version = world.state.version
    do {
      let made = try verb(&world, body(name))
      if model[path] != nil { faults.append("\(path) was made twice") }
      if made.version <= version { faults.append("\(path) has no new version") }
      model[path] = made
      counts["made", default: 0] += 1
    } catch let failure as APIFailure {
      if model[path] == nil || failure.reason != .alreadyExists { faults.append("\(path): \(failure.message)") }
      if world.state.version != version { faults.append("\(path): a refusal changed the version") }
    }
  }

  private mutating func replace(_ namespace: String, _ name: String) throws {
    let path = "\(namespace)/\(name)"
    guard let known = model[path] else { return }
    var next = known.with("spec", ["n": .number(JSONNumber(dice.below(5)))])
    let isStale = dice.below(3) == 0
    if isStale { next = next.meta("resourceVersion", .string("\(known.version - 1)")) }
    do {
      let written = try world.update(Self.resource, next, in: namespace)
      if isStale { faults.append("\(path): a stale replacement was taken") }
      if (written.version == known.version) != (written == known) {
        faults.append("\(path): version and content differ")
      }
      model[path] = written
      counts["replaced", default: 0] += 1
    } catch let failure as APIFailure {
      if !isStale || failure.reason != .conflict { faults.append("\(path): \(failure.message)") }
    }
  }

  private mutating func patch(_ namespace: String, _ name: String) throws {
    let path = "\(namespace)/\(name)"
    let color: JSONValue = ["red", "blue", nil][dice.below(3)]
    do {
      let written = try world.patch(Self.resource, name, ["metadata": ["labels": ["color": color]]], in: namespace)
      if model[path] == nil { faults.append("\(path): nothing was patched") }
      model[path] = written
      counts["patched", default: 0] += 1
    } catch let failure as APIFailure {
      if model[path] != nil || failure.reason != .notFound { faults.append("\(path): \(failure.message)") }
    }
  }

  private mutating func delete(_ namespace: String, _ name: String) throws {
    let path = "\(namespace)/\(name)"
    do {
      let answer = try world.delete(Self.resource, name, in: namespace)
      guard let known = model[path] else {
        faults.append("\(path): nothing was deleted")
        return
      }
      model[path] = known["metadata"]?["finalizers"] == nil ? .none : .some(answer)
      counts["deleted", default: 0] += 1
    } catch let failure as APIFailure {
      if model[path] != nil || failure.reason != .notFound { faults.append("\(path): \(failure.message)") }
    }
  }

  private mutating func release(_ namespace: String, _ name: String) throws {
    let path = "\(namespace)/\(name)"
    guard let known = model[path], known["metadata"]?["finalizers"] != nil else { return }
    let written = try world.patch(Self.resource, name, ["metadata": ["finalizers": nil]], in: namespace)
    model[path] = known.deletionTimestamp == nil ? .some(written) : .none
    counts["released", default: 0] += 1
  }

  // MARK: Readers

  private mutating func watch() throws {
    if watchers.count > 6 { watchers.remove(at: dice.below(watchers.count)) }
    let selector = Self.selectors[dice.below(Self.selectors.count)]
    let start = try world.watch(Self.resource, in: nil) { $0.labelSelector = selector }
    watchers.append((selector, StoreWatcher(start)))
    counts["watched", default: 0] += 1
  }

  private mutating func page(_ namespace: String) throws {
    guard let reading = open else {
      let whole = try world.list(Self.resource, in: nil)
      let first = try world.list(Self.resource, in: nil) { $0.limit = 3 }
      guard let token = first.continueToken else { return }
      open = (token, whole.objects.map(\.version.description), first.objects.map(\.version.description))
      return
    }
    let next = try world.list(Self.resource, in: nil) { ($0.limit, $0.continueToken) = (3, reading.token) }
    let shown = reading.shown + next.objects.map(\.version.description)
    open = next.continueToken.map { ($0, reading.expected, shown) }
    if open == nil, shown != reading.expected { faults.append("pages show \(shown), and not \(reading.expected)") }
    counts["paged", default: 0] += 1
  }

  // MARK: Checks

  /// Holds lists and watchers against the model.
  mutating func check() throws {
    for selector in Self.selectors {
      let found = try world.list(Self.resource, in: nil) { $0.labelSelector = selector }
      let expected = try self.expected(selector)
      if found.objects.map(\.json) != expected { faults.append("a list of '\(selector)' is not what was written") }
    }
    for index in watchers.indices {
      faults += try watchers[index].watcher.catchUp(world.state, Self.resource)
      let told = watchers[index].watcher.objects.sorted { $0.key < $1.key }.map(\.value)
      if told != (try expected(watchers[index].selector)) {
        faults.append("a watch of '\(watchers[index].selector)' told another state than there is")
      }
    }
  }

  /// What a selector chooses, by rules of its own.
  private func expected(_ selector: String) throws -> [JSONValue] {
    model.sorted { $0.key < $1.key }.map(\.value).filter { object in
      let color = object["metadata"]?["labels"]?["color"]?.stringValue
      return switch selector {
      case "color=red": color == "red"
      case "color!=red": color != "red"
      case "color in (red,blue)": color == "red" || color == "blue"
      case "!color": color == nil
      default: true
      }
    }
  }
}
