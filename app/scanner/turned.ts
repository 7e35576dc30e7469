/** A picture turned about its middle, in greys, as large as what it becomes; what comes in at the corners is grey. */
export const turned = (picture: ImageData, degrees: number): ImageData => {
  const { width, height } = picture;
  const light = lightOf(picture);
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const across = Math.ceil(width * Math.abs(cos) + height * Math.abs(sin));
  const down = Math.ceil(width * Math.abs(sin) + height * Math.abs(cos));
  // Four bytes a point, written at once.
  const to = new Uint32Array(across * down).fill(CORNER);
  for (let row = 0; row < down; row += 1) {
    for (let column = 0; column < across; column += 1) {
      const [x, y] = [column - across / 2, row - down / 2];
      const fromX = x * cos + y * sin + width / 2;
      const fromY = y * cos - x * sin + height / 2;
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)];
      if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) continue;
      const [right, below] = [fromX - left, fromY - top];
      const at = top * width + left;
      const above = (light[at] ?? 0) * (1 - right) + (light[at + 1] ?? 0) * right;
      const under = (light[at + width] ?? 0) * (1 - right) + (light[at + width + 1] ?? 0) * right;
      to[row * across + column] = 0xff000000 + Math.round(above * (1 - below) + under * below) * 0x010101;
    }
  }
  return { data: new Uint8ClampedArray(to.buffer), width: across, height: down, colorSpace: 'srgb' };
};

const CORNER = 0xff808080;

const lightOf = ({ data, width, height }: ImageData): Uint8Array => {
  const light = new Uint8Array(width * height);
  for (let point = 0, at = 0; point < light.length; point += 1, at += 4)
    light[point] = 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
  return light;
};
