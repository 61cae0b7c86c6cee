import { createMemoryStore } from "../../../relay/store/memory.ts";
import { storeConformance } from "./store_conformance.ts";

storeConformance("memory", ({ fold }) => Promise.resolve(createMemoryStore({ fold })));
