import KubernetesObjects

extension NodePlaces {
  /// The places of a sandbox.
  public init(volumes: VolumeStore, addresses: AddressSpace) {
    self.init(
      claimFolder: { namespace, name, uid, bytes throws(PodTrouble) in
        do throws(VolumeError) {
          return try await volumes.folder(ofClaim: namespace, name, uid: uid, bytes: bytes)
        } catch { throw .notYet("the volume of persistentvolumeclaim \"\(name)\": \(error)") }
      },
      newAddress: { () throws(PodTrouble) in
        do throws(AddressSpaceError) { return try addresses.address() } catch {
          throw PodTrouble(reason: "FailedCreatePodSandBox", message: error.description)
        }
      },
      releaseAddress: { addresses.release($0) },
      translate: { pod, place, programs, configMaps, secrets throws(PodTrouble) in
        do throws(TranslationError) {
          return try PodTranslation.processes(
            of: pod, place: place, programs: programs, configMaps: configMaps, secrets: secrets)
        } catch {
          let prefix = error.container.map { "container \($0): " } ?? ""
          throw .configuration(prefix + error.description)
        }
      })
  }
}
