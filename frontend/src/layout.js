// Places for the nodes of a graph, by forces, the same at every run.
import { forceCenter, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";

/**
 * Gives each node `x` and `y`, and the ends of each link as nodes. `nodes` have `id` and `radius`; `links` have the
 * identifiers `source` and `target`. Deterministic: the forces use a fixed sequence of chance.
 */
export function layOut(nodes, links, distance = 110) {
  const simulation = forceSimulation(nodes)
    .force("link", forceLink(links).id((node) => node.id).distance(distance).strength(0.5))
    .force("charge", forceManyBody().strength(-520).distanceMax(600))
    .force("collide", forceCollide().radius((node) => node.radius + 26).iterations(2))
    .force("x", forceX().strength(0.04))
    .force("y", forceY().strength(0.11))
    .force("center", forceCenter())
    .stop();
  for (let step = 0; step < 300; step += 1) simulation.tick();
}
