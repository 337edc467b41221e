import ts from 'typescript';
import { type Finding, lineOf, type Tree, walk } from './tree.ts';

/** Members of `Math` that every host computes alike. */
const exact = new Set(
  'abs ceil clz32 floor fround imul max min round sign sqrt trunc E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2'.split(' '),
);

/**
 * Same numbers on every host: `Math.exp`, `Math.pow`, `**` and their kin differ between engines, `Math.random` between
 * runs. A number that is only shown may use them, with `// host-math: <reason>` on its line or the one above.
 */
export function hostMath(tree: Tree): Finding[] {
  return tree.sources.flatMap((file) => {
    const lines = tree.text(file).split('\n');
    const excused = (line: number) => [line, line - 1].some((n) => /\/\/ host-math: \S.{9,}/.test(lines[n - 1] ?? ''));
    const findings: Finding[] = [];
    const report = (node: ts.Node, what: string, cure: string) => {
      const line = lineOf(node);
      const message = `${what} differs between hosts: ${cure}, or say "// host-math: <reason>" where the number is only shown`;
      if (!excused(line)) findings.push({ rule: 'host-math', file, line, message });
    };
    walk(tree.source(file), (node) => {
      if (ts.isBinaryExpression(node)) {
        const { kind } = node.operatorToken;
        if (kind === ts.SyntaxKind.AsteriskAsteriskToken || kind === ts.SyntaxKind.AsteriskAsteriskEqualsToken)
          report(node.operatorToken, node.operatorToken.getText(), 'multiply, or use math.pow of @zero-to-gpt/linalg');
      }
      if (!ts.isIdentifier(node) || node.text !== 'Math' || isOnlyAName(node)) return;
      const name = memberOf(node);
      if (name === undefined) report(node, 'Math as a value', 'name its member');
      else if (name === 'random') report(node, 'Math.random', 'draw from a seeded Random');
      else if (!exact.has(name)) report(node, `Math.${name}`, 'use `math` of @zero-to-gpt/linalg');
    });
    return findings;
  });
}

/** The member that `Math` is read for: `Math.exp`, `Math['exp']`; undefined where it is not in plain sight. */
function memberOf(node: ts.Identifier): string | undefined {
  const object = ofGlobalThis(node) ? node.parent : node;
  const { parent } = object;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === object) return parent.name.text;
  if (ts.isElementAccessExpression(parent) && ts.isStringLiteralLike(parent.argumentExpression))
    return parent.argumentExpression.text;
  return undefined;
}

/** Whether an identifier names a member or a key (`x.Math`, `{ Math: 1 }`) rather than the global object. */
function isOnlyAName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node && !ofGlobalThis(node);
  return (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent)) && parent.name === node;
}

const ofGlobalThis = ({ parent }: ts.Identifier): boolean =>
  ts.isPropertyAccessExpression(parent) && parent.expression.getText() === 'globalThis';
