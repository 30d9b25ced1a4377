import Foundation
import JSON
import Testing

@testable import KubernetesSandbox

@Suite struct StoreSimulationTests {
  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func listsWatchesAndPagesTellWhatWasWritten(seed: UInt64) throws {
    var simulation = try StoreSimulation(seed: seed)
    for step in 1...400 {
      try simulation.step()
      if step % 20 == 0 { try simulation.check() }
    }
    #expect(simulation.faults == [])
    for verb in ["made", "replaced", "patched", "deleted", "released", "watched", "paged"] {
      #expect(simulation.counts[verb] ?? 0 > 0, "\(verb) was not tried")
    }
  }

  /// Writes go to a file, which is cut at a random byte: what is there afterwards is the state at the last whole line, and
  /// watches go on from it.
  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func nothingThatWasAnsweredIsLostWhereverTheFileIsCut(seed: UInt64) throws {
    let folder = try StoreFolder()
    var simulation = try StoreSimulation(seed: seed)
    // The state after each line of the file, by the size of the file.
    var states: [(size: Int, version: Int, objects: [JSONValue])] = []
    func note() throws {
      let objects = try simulation.world.list(StoreSimulation.resource, in: nil).objects.map(\.json)
      states.append((try folder.bytes().count, simulation.world.state.version, objects))
    }
    do {
      var file = try StoreFile(folder.file)
      try file.rewrite(simulation.world.state)
      try note()
      for step in 1...150 {
        try simulation.step()
        try file.append(simulation.world.state.takeChanges())
        if step == 60 {
          try file.rewrite(simulation.world.state)
          states = []
        }
        try note()
      }
    }
    let whole = try folder.bytes()
    for _ in 0..<10 {
      let cut = states[0].size + simulation.dice.below(whole.count - states[0].size + 1)
      try folder.write(whole.prefix(cut))
      let expected = try #require(states.last { $0.size <= cut })
      var file = try StoreFile(folder.file)
      let contents = try #require(try file.load())
      var world = simulation.world
      world.state = StoreWorld.state(seed: seed, version: contents.version)
      try world.state.restore(contents)
      let found = try world.list(StoreSimulation.resource, in: nil)
      #expect(found.objects.map(\.json) == expected.objects && found.resourceVersion == expected.version)
      let watch = try world.watch(StoreSimulation.resource, in: nil) { $0.resourceVersion = "\(contents.version)" }
      #expect(try world.told(watch, StoreSimulation.resource).count == contents.writes.count)
      let made = try world.create(StoreSimulation.resource, ["metadata": ["name": "new"]])
      try file.append(world.state.takeChanges())
      #expect(made.version == expected.version + 1 && !expected.objects.map(\.uid).contains(made.uid))
    }
  }
}
