/** The power that costs grow by: the slope of the line through them, both on logarithmic scales. 1: proportional. */
export const exponent = (points: readonly (readonly [size: number, cost: number])[]): number => {
  const logs = points.map(([size, cost]) => [Math.log(size), Math.log(cost)] as const);
  const mean = (index: 0 | 1) => logs.reduce((sum, each) => sum + each[index], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const slope = logs.reduce((sum, each) => sum + (each[0] - x) * (each[1] - y), 0);
  return slope / logs.reduce((sum, each) => sum + (each[0] - x) ** 2, 0);
};
