import { z } from 'zod';

const textsSchema = z.record(z.string(), z.string());

const launchSchema = z.object({
  command: z.string().min(1).optional(),
  args: z.array(z.string()).max(1_000).optional(),
  env: textsSchema.optional(),
});

const optionValueSchema = z.union([z.string(), z.number(), z.boolean()]);

/** One thing a bundle asks the person for. */
export const bundleOptionSchema = z.object({
  type: z.enum(['string', 'number', 'boolean', 'directory', 'file']).catch('string'),
  title: z.string().max(200).default(''),
  description: z.string().max(10_000).default(''),
  required: z.boolean().default(false),
  default: z.union([optionValueSchema, z.array(optionValueSchema).max(100)]).optional(),
  multiple: z.boolean().default(false),
  sensitive: z.boolean().default(false),
});
export type BundleOption = Readonly<z.infer<typeof bundleOptionSchema>>;

/**
 * The `manifest.json` of a bundle (`.mcpb`, formerly `.dxt`), as far as it matters for starting its
 * server. Fields it has besides are left alone.
 */
export const bundleManifestSchema = z
  .object({
    manifest_version: z.string().optional(),
    dxt_version: z.string().optional(),
    name: z.string().min(1).max(200),
    display_name: z.string().max(200).optional(),
    version: z.string().max(100),
    description: z.string().max(10_000).optional(),
    server: z.object({
      type: z.enum(['node', 'python', 'binary', 'uv']),
      entry_point: z.string().max(1_000).optional(),
      mcp_config: launchSchema
        .extend({ platform_overrides: z.record(z.string(), launchSchema).optional() })
        .optional(),
    }),
    user_config: z
      .record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_-]{0,62}$/), bundleOptionSchema)
      .default({}),
    compatibility: z.object({ platforms: z.array(z.string()).optional() }).optional(),
  })
  .refine((manifest) => (manifest.manifest_version ?? manifest.dxt_version) !== undefined, {
    path: ['manifest_version'],
    message: 'the version of the manifest',
  });
export type BundleManifest = Readonly<z.infer<typeof bundleManifestSchema>>;
