import type { Identifier, Node, Program } from 'estree';
import { walk } from 'estree-walker';
import { extract_identifiers, type Scope } from 'periscopic';

/** Identifiers that the program assigns to and that `isPrior` names; a name that an inner scope declares is not meant. */
export function assignedIdentifiers(
  program: Program,
  scopes: WeakMap<Node, Scope>,
  root: Scope,
  isPrior: (name: string) => boolean,
  onNode: (node: Node) => void,
): Map<Identifier, { shorthand: boolean }> {
  const found = new Map<Identifier, { shorthand: boolean }>();
  const shorthands = new Set<Node>();
  let scope = root;
  const add = (pattern: Node) => {
    // a member (`x.y = 1`) assigns to no name
    for (const node of extract_identifiers(pattern))
      if (isTarget(pattern, node) && isPrior(node.name) && !scope.find_owner(node.name))
        found.set(node, { shorthand: shorthands.has(node) });
  };
  walk(program, {
    enter(node) {
      scope = scopes.get(node) ?? scope;
      onNode(node);
      if (node.type === 'AssignmentExpression') {
        walk(node.left, {
          enter(part) {
            if (part.type !== 'Property' || !part.shorthand) return;
            shorthands.add(part.value.type === 'AssignmentPattern' ? part.value.left : part.value);
          },
        });
        add(node.left);
      } else if (node.type === 'UpdateExpression') add(node.argument);
      else if (
        (node.type === 'ForOfStatement' || node.type === 'ForInStatement') &&
        node.left.type !== 'VariableDeclaration'
      )
        add(node.left);
    },
    leave(node) {
      if (scopes.has(node)) scope = scope.parent ?? root;
    },
  });
  return found;
}

/** Whether an identifier stands in a pattern as a target itself, not as the object of a member. */
function isTarget(pattern: Node, identifier: Identifier): boolean {
  let inMember = false;
  walk(pattern, {
    enter(node) {
      if (node.type !== 'MemberExpression') return;
      walk(node, {
        enter(part) {
          if (part === identifier) inMember = true;
        },
      });
      this.skip();
    },
  });
  return !inMember;
}
