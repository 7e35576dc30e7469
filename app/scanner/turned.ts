/** A picture turned about its middle, as large as what it becomes; what comes in at the corners is grey. */
export const turned = ({ data, width, height }: ImageData, degrees: number): ImageData => {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const across = Math.ceil(width * Math.abs(cos) + height * Math.abs(sin));
  const down = Math.ceil(width * Math.abs(sin) + height * Math.abs(cos));
  // Four bytes a point, moved at once.
  const from = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const to = new Uint32Array(across * down).fill(GREY);
  for (let row = 0; row < down; row += 1) {
    for (let column = 0; column < across; column += 1) {
      const [x, y] = [column - across / 2, row - down / 2];
      const fromColumn = Math.round(x * cos + y * sin + width / 2);
      const fromRow = Math.round(y * cos - x * sin + height / 2);
      if (fromColumn >= 0 && fromColumn < width && fromRow >= 0 && fromRow < height)
        to[row * across + column] = from[fromRow * width + fromColumn] ?? GREY;
    }
  }
  return { data: new Uint8ClampedArray(to.buffer), width: across, height: down, colorSpace: 'srgb' };
};

const GREY = 0xff808080;
