import type {
  JsonObject,
  Prompt,
  Resource,
  ResourceTemplate,
  Tool,
} from '../../shared/domain/catalog.ts';

/** The type of one entry of each list, as the window is shown it. */
export interface CatalogItems {
  readonly tools: Tool;
  readonly resources: Resource;
  readonly resourceTemplates: ResourceTemplate;
  readonly prompts: Prompt;
}

/** One entry of a list. */
export interface CatalogEntry<T> {
  /** Checked, with what Patchbay knows of; texts may be cut. This is all the window is given. */
  readonly item: T;
  /**
   * As the server sent it, secrets covered: unknown fields, `_meta`, icons, annotations. Never cut;
   * free of `__proto__` at any depth.
   */
  readonly raw: JsonObject;
}
